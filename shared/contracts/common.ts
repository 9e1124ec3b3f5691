import { z } from 'zod';
import { isTenantCode } from '../kernel/ids.ts';
import { isDay, type Day } from '../kernel/instant.ts';

/** Control characters never belong in what people type; line breaks and tabs may, in longer texts. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** One line of text, trimmed, not empty. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !CONTROL.test(text), '含有控制字符');

/** Some lines of text, trimmed, not empty. */
export const lines = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !CONTROL_BUT_LINES.test(text), '含有控制字符');

export const TenantParam = z
  .string()
  .refine(isTenantCode, '不是行政区划代码')
  .meta({ description: '大厅的行政区划代码：6 位县、9 位乡镇、12 位村', example: '411323' });

export const DayText = z
  .string()
  .refine((text): text is Day => isDay(text), '不是 YYYY-MM-DD 日期')
  .meta({ description: 'Asia/Shanghai 的日期', example: '2026-11-23' });

export const InstantText = z.iso.datetime({ offset: true }).meta({ example: '2026-11-23T01:30:00.000Z' });

export const ListParams = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2000).optional(),
};

/** RFC 9457. `type` is a stable slug, `title` is Chinese. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** A list's answer: `next` goes into `?cursor=`. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });

const MAX_DEPTH = 8;

const isShallow = (value: unknown, depth = 0): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return depth < MAX_DEPTH && Object.values(value).every((inner) => isShallow(inner, depth + 1));
};

/** Any JSON value that is not nested too deeply to be handled: what a form's field may hold. */
export const JsonValue = z.unknown().refine((value) => isShallow(value), '嵌套过深');

/** Where the words of somebody stand: `WrittenText` of the domain, as an answer shows it. */
export const TextSource = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('phrase'), code: z.string() }),
    z.object({ kind: z.literal('vault'), ref: z.string(), field: z.string() }),
  ])
  .meta({ id: 'TextSource', description: '常用意见的编码，或原文所在（…/texts）' });
