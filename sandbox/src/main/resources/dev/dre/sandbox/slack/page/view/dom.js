/*
 * A small virtual DOM. Views are functions of the state; what differs from the last drawing is changed
 * in place, so that focus, scroll position, and half-typed text survive every update.
 *
 * Nothing here parses HTML: text becomes text nodes, whatever it contains.
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Describes an element. Properties: `key` (identity among siblings), `on…` (handler), `ref` (called once with the new element),
 * `initial…` (set as property at creation only: what a person typed is never overwritten), all else is an attribute.
 */
export function h(tag, props, ...children) {
  const given = props ?? {};
  return { tag, props: given, key: given.key, children: flat(children), dom: null };
}

/** Makes the children of `parent` look like `next`. */
export function draw(parent, next) {
  const children = flat([next]);
  patchChildren(parent, parent.drawn ?? [], children, null);
  parent.drawn = children;
}

function flat(children) {
  const all = [];
  for (const child of children) {
    if (Array.isArray(child)) {
      all.push(...flat(child));
    } else if (child !== null && child !== undefined && child !== false && child !== true) {
      all.push(typeof child === 'object' ? child : textOf(String(child)));
    }
  }
  return all;
}

function textOf(text) {
  return { tag: null, text, key: undefined, dom: null };
}

function create(node, namespace) {
  if (node.tag === null) {
    node.dom = document.createTextNode(node.text);
    return node.dom;
  }
  const own = node.tag === 'svg' ? SVG : namespace;
  const element = own ? document.createElementNS(own, node.tag) : document.createElement(node.tag);
  node.dom = element;
  patchChildren(element, [], node.children, own);
  for (const [name, value] of Object.entries(node.props)) {
    if (name.startsWith('initial')) {
      element[name[7].toLowerCase() + name.slice(8)] = value;
    } else {
      setProperty(element, name, value);
    }
  }
  node.props.ref?.(element);
  return element;
}

function setProperty(element, name, value) {
  if (name === 'key' || name === 'ref' || name.startsWith('initial')) {
    return;
  }
  if (name.startsWith('on')) {
    element[name] = value ?? null;
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
  }
}

function patch(old, next, namespace) {
  if (old === next) {
    return;
  }
  next.dom = old.dom;
  if (next.tag === null) {
    if (old.text !== next.text) {
      next.dom.data = next.text;
    }
    return;
  }
  for (const name of Object.keys(old.props)) {
    if (!(name in next.props)) {
      setProperty(next.dom, name, undefined);
    }
  }
  for (const [name, value] of Object.entries(next.props)) {
    if (old.props[name] !== value) {
      setProperty(next.dom, name, value);
    }
  }
  patchChildren(next.dom, old.children, next.children, next.tag === 'svg' ? SVG : namespace);
}

function patchChildren(parent, old, next, namespace) {
  const known = byIdentity(old);
  const kept = next.map((node, index) => known.get(identity(node, index)));
  const keptSet = new Set(kept);
  for (const node of old) {
    if (!keptSet.has(node)) {
      node.dom.remove();
    }
  }
  let cursor = parent.firstChild;
  next.forEach((node, index) => {
    const before = kept[index];
    let dom;
    if (before) {
      patch(before, node, namespace);
      dom = node.dom;
    } else {
      dom = create(node, namespace);
    }
    // Moving an element would take the focus from it, so what is in place stays.
    if (dom === cursor) {
      cursor = cursor.nextSibling;
    } else {
      parent.insertBefore(dom, cursor);
    }
  });
}

function byIdentity(nodes) {
  return new Map(nodes.map((node, index) => [identity(node, index), node]));
}

function identity(node, index) {
  return `${node.tag ?? '#'} ${node.key === undefined ? `@${index}` : `=${node.key}`}`;
}
