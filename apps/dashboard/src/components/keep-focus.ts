/** How long a dialog takes to close and give the focus back, in milliseconds. */
const CLOSED_AFTER_MS = 300;

/**
 * Gives the focus to the content of the page when what had it is gone: a keyboard goes on there, and not at the top of
 * the window. For after something was removed from a list.
 */
export function keepFocus(): void {
  setTimeout(() => {
    if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
  }, CLOSED_AFTER_MS);
}
