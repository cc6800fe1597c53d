/* Files that a message shows: what they are, how they begin, and where they can be had. */
import { h } from './dom.js';
import { icon } from './icons.js';

const UNITS = ['bytes', 'kB', 'MB', 'GB'];

export function files(app, one) {
  return (one.files ?? []).map((file) =>
    h(
      'div',
      { class: 'file', key: `file ${file.id}`, 'data-file': file.id },
      h(
        'a',
        {
          class: 'file-link',
          href: app.deeds.person.fileUrl(file.id),
          download: file.name,
          'aria-label': `Download ${file.name}, ${about(file)}`,
        },
        h('span', { class: 'file-icon' }, icon('file')),
        h(
          'span',
          { class: 'file-words' },
          h('span', { class: 'file-name' }, file.title && file.title !== file.name ? file.title : file.name),
          h('span', { class: 'file-about' }, file.title === file.name ? about(file) : `${file.name} · ${about(file)}`),
        ),
        h('span', { class: 'file-download' }, icon('down')),
      ),
      file.preview && h('pre', { class: 'file-preview', tabindex: 0 }, file.preview, more(file)),
    ),
  );
}

function about(file) {
  return `${file.pretty_type} · ${sizeOf(file.size)}`;
}

/** Powers of a thousand, with at most one digit after the point. */
export function sizeOf(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 999.95 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : Number(size.toFixed(1))} ${unit === 0 && size === 1 ? 'byte' : UNITS[unit]}`;
}

function more(file) {
  const lines = file.lines_more;
  return lines > 0 && h('span', { class: 'file-more' }, `\n… ${lines} more ${lines === 1 ? 'line' : 'lines'}`);
}
