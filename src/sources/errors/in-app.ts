/** Folders of what somebody else wrote: packages of Python, Node.js, Go, PHP and Ruby, and their standard libraries. */
const FOREIGN_PATH =
  /(?:^|\/)(?:site-packages|dist-packages|node_modules|gems|vendor)\/|\/lib(?:64)?\/python\d[\d.]*\/|\/go\/pkg\/mod\/|^\/usr\/(?:local\/)?(?:lib|go)\/|^\/rustc\/|^(?:node:|internal\/|native$|<(?:frozen|string|anonymous|built-in|__array_function__))/;

/** What the standard libraries of languages call theirs, where a frame has no path. */
const FOREIGN_MODULE = /^(?:java|javax|jdk|sun|kotlin|kotlinx|scala|System|Microsoft)\./;

/** Whether a frame is the program's own code; a path into somebody else's counts more than what the SDK said of it. */
export function isInApp(path: string, module: string, said: boolean | null | undefined): boolean {
  if (path === '' && module === '') return said ?? false;
  if (FOREIGN_PATH.test(path.replaceAll('\\', '/'))) return false;
  return !FOREIGN_MODULE.test(module) && (said ?? true);
}
