/** Names and values that identify an alert (labels) or describe it (annotations). */
export type Labels = Readonly<Record<string, string>>;

/** The value of a label, or the empty string where it is missing: Alertmanager treats both alike. */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** The same labels with names sorted and empty values dropped, since neither is part of an alert's identity. */
export function canonicalLabels(labels: Labels): Labels {
  const names = Object.keys(labels);
  if (isCanonical(labels, names)) return labels;
  return Object.fromEntries(
    names
      .filter((name) => labelOf(labels, name) !== '')
      .sort()
      .map((name) => [name, labelOf(labels, name)]),
  );
}

function isCanonical(labels: Labels, names: readonly string[]): boolean {
  let previous = '';
  for (const name of names) {
    if (name < previous || labelOf(labels, name) === '') return false;
    previous = name;
  }
  return true;
}

/** A text that is equal for equal canonical labels and different for different ones. */
export function labelKey(canonical: Labels): string {
  let key = '';
  for (const name in canonical) key += `${name}\0${canonical[name]}\0`;
  return key;
}
