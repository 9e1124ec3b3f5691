import type { Page } from 'playwright-core';

/** Keeps running in the page, so it is a text and not a function. */
const FOCUS_CHECK = `(() => {
  const PLACES = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const LOOK = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor', 'backgroundColor', 'top', 'transform'];
  const lineage = (element) => [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
  const settle = () => document.getAnimations().forEach((one) => one instanceof CSSTransition && one.finish());
  const look = (element) => {
    settle();
    return lineage(element).map((one) => LOOK.map((name) => getComputedStyle(one)[name]).join()).join();
  };
  const places = [...document.querySelectorAll(PLACES)].filter((one) => one.checkVisibility() && !one.matches(':disabled'));
  return places.flatMap((element) => {
    document.activeElement?.blur();
    const before = look(element);
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) return [];
    return look(element) === before ? ['no visible focus: ' + (element.ariaLabel ?? element.textContent.trim() ?? element.tagName).slice(0, 40) + ' <' + element.tagName.toLowerCase() + ' class="' + element.className + '">'] : [];
  });
})()`;

/** Places that the keyboard reaches and that look no different when it is there. */
export const hiddenFocus = async (page: Page): Promise<string[]> => {
  await page.keyboard.press('Tab');
  return page.evaluate<string[]>(FOCUS_CHECK);
};

const LOSS_CHECK = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const cut = [...document.querySelectorAll('th')]
    .filter((one) => one.checkVisibility() && one.textContent.trim() !== '' && !one.querySelector('.visually-hidden'))
    .filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => 'heading cut off: ' + one.textContent.trim());
  return [...(scrollWidth > clientWidth ? [scrollWidth + ' px wide on ' + clientWidth] : []), ...cut];
})()`;

/** What lies beyond the side of the page, or is cut off in its tables, at the page's present width. */
export const lostSideways = (page: Page): Promise<string[]> => page.evaluate<string[]>(LOSS_CHECK);
