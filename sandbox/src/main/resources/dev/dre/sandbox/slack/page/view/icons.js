import { h } from './dom.js';

const PATHS = {
  close: 'M5 5l10 10M15 5L5 15',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  reply: 'M3.5 4.500h13v9h-7.500l-3.5 3v-3h-2z',
  send: 'M3.5 10L16.5 4l-3.5 12.5-3.5-5zM9.5 11.500L16.5 4',
  warning: 'M10 3.200l7.3 13H2.700zM10 8v4M10 14.200v.1',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400z',
  picture: 'M3 4h14v12H3zM3 13l4-4 4 4 2.5-2.500L17 14M13.2 8.200v.1',
  file: 'M5 2.500h6.500L15 6v11.500H5zM11.500 2.500V6H15M7.500 10h5M7.500 13h5',
  down: 'M10 4v11M5 10.500l5 5 5-5',
  bolt: 'M11 2.500L4.5 11.500h4.8L8.8 17.500l6.7-9h-4.900z',
  back: 'M12 4l-6 6 6 6',
  stack:
    'M3.5 5.500c0-1.4 2.9-2.5 6.5-2.500s6.5 1.1 6.5 2.500S13.6 8 10 8 3.5 6.9 3.5 5.500zM3.5 5.500v9c0 1.4 2.9 2.5 6.5 2.500s6.5-1.1 6.5-2.500v-9M3.5 10c0 1.4 2.9 2.5 6.5 2.500s6.5-1.1 6.5-2.5',
};

/** A line drawing of its own; decoration only, so words stand beside it or in a label. */
export function icon(name) {
  return h(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' },
    h('path', { d: PATHS[name] }),
  );
}
