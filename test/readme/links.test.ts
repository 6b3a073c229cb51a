import { describe, expect, it } from 'vitest';
import { deadLinks, deadPaths, pages } from './support/markdown.ts';

describe('the pages of the project', () => {
  it('are all found', () => {
    expect(pages()).toEqual(
      expect.arrayContaining(['README.md', 'docs/architecture.md', 'examples/django/README.md']),
    );
  });

  it.each(pages())('%s links to files and headings that are there', (page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  it.each(pages())('%s names files and folders that are there', (page) => {
    expect(deadPaths(page)).toEqual([]);
  });
});
