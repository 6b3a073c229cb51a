/** A fenced block of a page: its language and its text. */
interface Fence {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page. */
export function fencesIn(page: string): readonly Fence[] {
  const found = page.matchAll(/^```(\w*)\n(.*?)^```/gms);
  return [...found].map(([, language = '', text = '']) => ({ language, text }));
}

/** What people type: words in code that begin with a program. */
const TYPED = /^(?:npm|npx|node|curl|docker|amtool|git|systemctl) \S/;

/** Every command of a page, of its blocks for a shell and of its sentences, each once. */
export function commandsIn(page: string): readonly string[] {
  const blocks = fencesIn(page).filter(({ language }) => language === 'sh');
  const lines = blocks.flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'));
  const prose = page.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g);
  const spoken = [...prose].map(([, code = '']) => code).filter((code) => TYPED.test(code));
  return [...new Set([...lines.map(withoutRemark), ...spoken])].filter((each) => each !== '');
}

const withoutRemark = (line: string) =>
  line
    .replace(/\s+#.*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
