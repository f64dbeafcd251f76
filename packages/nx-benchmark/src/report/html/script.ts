/** What the page can do: filter by a text (`/` goes there), open what a link leads to, open all or none (`e`). */
export const SCRIPT = `
const search = document.querySelector('input[type=search]');
const sections = [...document.querySelectorAll('details.config')];
search.addEventListener('input', () => {
  const wanted = search.value.toLowerCase();
  for (const element of document.querySelectorAll('[data-name]')) {
    element.hidden = !element.dataset.name.toLowerCase().includes(wanted);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) {
    if (event.key === 'Escape') { search.value = ''; search.dispatchEvent(new Event('input')); search.blur(); }
    return;
  }
  if (event.key === '/') { event.preventDefault(); search.focus(); }
  if (event.key === 'e') { const open = sections.some((one) => !one.open); for (const one of sections) one.open = open; }
});
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.tagName === 'DETAILS') { target.open = true; target.scrollIntoView(); }
};
addEventListener('hashchange', reveal);
addEventListener('beforeprint', () => { for (const one of sections) one.open = true; });
reveal();
`;
