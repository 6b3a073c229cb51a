type Attribute = string | number | boolean | undefined | ((event: never) => void);
type Child = Node | string | undefined | null | false;

/** Makes an element: `on…` are listeners, `true` is an empty attribute, strings among the children are text. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(element, name, value);
  }
  addChildren(element, children);
  return element;
}

function setAttribute(element: HTMLElement, name: string, value: Attribute): void {
  if (typeof value === 'function') {
    element.addEventListener(name.slice(2), value as EventListener);
  } else if (value !== undefined && value !== false) {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Appends what there is; strings become text. */
function addChildren(element: Element, children: readonly Child[]): void {
  element.append(
    ...children.filter((child) => child !== undefined && child !== null && child !== false),
  );
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element. */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly Node[]
): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** A picture of the page's sprite; hidden from screen readers, since a word stands beside it. */
export function icon(name: string, size = 16, className = ''): SVGElement {
  const use = svg('use', { href: `#${name}` });
  return svg('svg', { width: size, height: size, class: className, 'aria-hidden': 'true' }, use);
}

/** Gives a picture of the sprite's another place in it. */
export function changePicture(picture: Element, name: string): void {
  const use = picture.querySelector('use');
  if (use) {
    toggleAttribute(use, 'href', `#${name}`);
  }
}

/** Changes an element's text only when it differs. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Sets or removes an attribute. */
export function toggleAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
