const OPENING = /^[[{]$/;
const CLOSING = /^[\]}]$/;

/** The line on which each element of the outermost array begins, counted from 1. `text` is valid JSON. */
export const elementLines = (text: string): readonly number[] => {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let before = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|\n|[^\s[\]{},:"]+/g)) {
    if (token === '\n') {
      line += 1;
      continue;
    }
    const isElement = depth === 1 && (before === '[' || before === ',') && token !== ']';
    if (isElement) lines.push(line);
    depth += Number(OPENING.test(token)) - Number(CLOSING.test(token));
    before = token;
  }
  return lines;
};
