const INSTALLED = /^.*\/(?:site|dist)-packages\//;

/** What Python would import a file as: of an installed one its whole name, else that of its folder and its own. */
export function moduleOf(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/\.pyc?$/, '');
  const parts = INSTALLED.test(plain)
    ? plain.replace(INSTALLED, '').split('/')
    : plain.split('/').slice(-2);
  return parts.filter((part) => part !== '' && part !== '__init__').join('.');
}

/** `IntegrityError` of `django.db.utils.IntegrityError`. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
