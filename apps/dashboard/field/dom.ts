type Child = Node | string | null | undefined | false;

interface Attributes {
  class?: string;
  /** A drawing of ours: never anything that came from outside. */
  picture?: string;
  onclick?: () => void;
  [name: string]: unknown;
}

/** An element with its attributes and children; text is always text. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (name === 'picture') element.innerHTML = value as string;
    else if (name === 'onclick') element.addEventListener('click', value as () => void);
    else element.setAttribute(name, value === true ? '' : String(value as string | number));
  }
  element.append(...children.filter((child): child is Node | string => !!child || child === ''));
  return element;
}
