/* Block Kit: what the blocks of a message or dialog look like. */
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';
import { markdown } from '../text/markdown.js';
import { richText } from '../text/rich-text.js';
import { element } from './elements.js';
import { inputBlock } from './fields.js';
import { text } from './text-object.js';

/**
 * @param surface what the blocks are part of: `names`; `act(block, element, value)` when something is used; `stateOf(block, element)`,
 *     which says `pending`, an error, or nothing; `errors` of a dialog by block id; `id`, unlike that of any other surface
 */
export function blocks(list, surface) {
  return list.map((block, index) => h('div', { key: block.block_id ?? index, class: `block ${block.type}`, 'data-block': block.block_id }, drawn(block, surface)));
}

function drawn(block, surface) {
  const { names } = surface;
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'block-header' }, text(block.text, names));
    case 'section':
      return section(block, surface);
    case 'context':
      return h('div', { class: 'context-row' }, (block.elements ?? []).map((one) => (one.type === 'image' ? picture(one, 'small') : h('div', { class: 'context-text' }, text(one, names)))));
    case 'divider':
      return h('hr');
    case 'actions':
      return h('div', { class: 'actions-row' }, (block.elements ?? []).map((one) => element(block, one, surface)));
    case 'input':
      return inputBlock(block, surface);
    case 'image':
      return h('figure', {}, block.title && h('figcaption', {}, text(block.title, names)), picture(block, 'large'));
    case 'rich_text':
      return h('div', { class: 'rich' }, richText(block, names));
    case 'markdown':
      return h('div', { class: 'rich' }, markdown(block.text ?? '', names));
    case 'alert':
      return h('div', { class: `alert ${block.level ?? 'default'}` }, text(block.text, names));
    default:
      return h('p', { class: 'unknown-block' }, `This page does not draw blocks of type “${block.type}”.`);
  }
}

function section(block, surface) {
  const { names } = surface;
  return h(
    'div',
    { class: block.accessory ? 'section-row with-accessory' : 'section-row' },
    h(
      'div',
      { class: 'section-body' },
      block.text && h('div', { class: 'section-text' }, text(block.text, names)),
      block.fields && h('div', { class: 'section-fields' }, block.fields.map((field) => h('div', { class: 'section-field' }, text(field, names)))),
    ),
    block.accessory && h('div', { class: 'accessory' }, block.accessory.type === 'image' ? picture(block.accessory, 'medium') : element(block, block.accessory, surface)),
  );
}

/** Nothing is loaded from elsewhere: a picture is its description. */
function picture(image, size) {
  return h('span', { class: `picture ${size}`, role: 'img', 'aria-label': image.alt_text, title: image.alt_text }, icon('picture'), size === 'small' ? null : h('span', {}, image.alt_text));
}
