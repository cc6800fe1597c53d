/** Says `text` to whoever listens to the page instead of looking at it. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}
