import { z } from 'zod';
import { line, TenantParam } from './common.ts';

export const ThemeCodeText = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,40}$/, '不是主题编码')
  .meta({ description: '一件事主题编码', example: 'kbcyd' });

const MatterName = line(200);

const theme = {
  name: line(100),
  lead: line(100).meta({ description: '牵头部门' }),
  matters: z.array(MatterName).min(1).max(60).meta({ description: '联办事项，按名称' }),
  order: z
    .array(z.tuple([MatterName, MatterName]))
    .max(300)
    .default([])
    .meta({ description: '[在先, 在后]：前者准予后才办理后者' }),
  outside: z
    .array(MatterName)
    .max(60)
    .default([])
    .meta({ description: '不在本大厅办理、由申请人另行办理的事项' }),
  halls: z
    .record(MatterName, TenantParam)
    .default({})
    .meta({ description: '由其他大厅办理的事项及其大厅，须有委托' }),
  samePapers: z
    .array(z.strictObject({ name: line(200), as: z.array(line(200)).min(1).max(50) }))
    .max(100)
    .default([])
    .meta({ description: '各事项叫法不同的同一份材料' }),
  promisedDays: z
    .int()
    .min(0)
    .max(365)
    .nullable()
    .meta({ description: '承诺时限，工作日；未另行承诺为 null' }),
  materialsMerged: z.array(line(200)).max(100).default([]),
  sources: z.array(z.url().max(1000)).max(20).default([]),
  list: line(200),
  batch: line(60).optional(),
  listVerified: z.boolean().meta({ description: '是否已与清单原文核对' }),
};

/** A theme as `data/themes.json` has it. */
export const ThemeRecord = z.strictObject({ code: ThemeCodeText, ...theme }).meta({ id: 'ThemeRecord' });
export type ThemeRecord = z.infer<typeof ThemeRecord>;

/** `PUT …/themes/{code}`. */
export const ThemeBody = z
  .strictObject({ code: ThemeCodeText.optional(), ...theme })
  .meta({ id: 'ThemeBody' });

export const ThemeView = z.object({ ...ThemeRecord.shape, version: z.int() }).meta({ id: 'Theme' });
export type ThemeView = z.infer<typeof ThemeView>;

const NeedView = z.object({ matter: z.string(), as: z.string(), required: z.boolean() });
const Counts = z.object({ forms: z.int(), fields: z.int(), materials: z.int() });

/** 一次告知: the guide of a theme, computed from the current versions of its matters. */
export const ThemeGuide = z
  .object({
    theme: ThemeView,
    promisedDays: z.int().meta({ description: '主题承诺时限；未另行承诺时为最长一路事项时限之和' }),
    statutoryDays: z.int().meta({ description: '联合办理法定时限（行政许可法第26条、第42条）' }),
    stages: z.array(
      z.array(
        z.object({
          name: z.string(),
          code: z.string(),
          version: z.int(),
          department: z.string(),
          promisedDays: z.int(),
          result: z.string(),
          charged: z.boolean(),
          after: z.array(z.string()),
        }),
      ),
    ),
    outside: z.array(z.string()).meta({ description: '不在本大厅办理的事项' }),
    unavailable: z.array(z.string()).meta({ description: '清单中已不在用的事项' }),
    form: z.object({
      fields: z.array(z.object({ name: z.string(), neededBy: z.array(z.string()) })),
      replaces: z.array(NeedView).meta({ description: '并入一张表的各事项申请表' }),
    }),
    materials: z.array(
      z.object({
        name: z.string(),
        required: z.boolean(),
        mayDefer: z.boolean(),
        neededBy: z.array(NeedView),
      }),
    ),
    produced: z
      .array(z.object({ name: z.string(), by: z.string(), neededBy: z.array(NeedView) }))
      .meta({ description: '由在先事项产生、无须申请人提交的证照' }),
    counts: z.object({ before: Counts, after: Counts }).meta({ description: '四减：合并前后' }),
  })
  .meta({ id: 'ThemeGuide' });
export type ThemeGuide = z.infer<typeof ThemeGuide>;
