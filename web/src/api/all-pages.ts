import type { Answered } from './problem.ts';

interface ListPage<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** More than anybody overlooks; what is beyond is found by narrowing the list. */
const MOST_PAGES = 10;

/**
 * A whole list, page after page, as one answer; the first refusal instead of it. It carries a tag made of those of its
 * pages, so that an unchanged list stays what it is.
 */
export const allPages = async <Item>(
  page: (cursor?: string) => Promise<Answered<ListPage<Item>>>,
): Promise<Answered<ListPage<Item>>> => {
  const items: Item[] = [];
  const tags: string[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const answer = await page(cursor);
    if (!answer.data) return answer;
    items.push(...answer.data.items);
    const tag = answer.response.headers.get('etag');
    if (tag !== null) tags.push(tag);
    cursor = answer.data.next;
    if (cursor === undefined) break;
  }
  const response = new Response(null);
  if (tags.length > 0) response.headers.set('etag', tags.join(' '));
  return { data: { items }, response };
};
