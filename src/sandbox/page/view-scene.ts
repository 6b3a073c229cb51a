import type { PageView } from '../protocol.ts';
import type { Page } from './page.ts';
import type { Scene } from './scene.ts';

/** The scene of a modal's or Home's elements. */
export function viewScene(page: Page, view: PageView): Scene {
  const holder = { type: 'view', view_id: view.id } as const;
  return { page, holder, values: view.values, errors: view.errors };
}
