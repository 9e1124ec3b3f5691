import { z } from 'zod';
import { line } from './common.ts';

/** Media types that a hall takes, with the endings of their names. OFD is the national layout format (GB/T 33190). */
const ENDINGS = {
  'application/pdf': ['pdf'],
  'application/ofd': ['ofd'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/msword': ['doc'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
} as const satisfies Record<string, readonly string[]>;

export type FileType = keyof typeof ENDINGS;
export const FILE_TYPES = Object.keys(ENDINGS) as [FileType, ...FileType[]];

/** 20 MB. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** True when the name ends as files of the type do: a name must not promise something else than the content. */
export const isNamedAs = (name: string, type: FileType): boolean => {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return name.includes('.') && ENDINGS[type].some((known) => known === ending);
};

/** What a client tells about a file before it may upload exactly that one. */
export const NewFile = z
  .strictObject({
    name: line(200).refine((name) => !/[\\/]/.test(name), '不是文件名'),
    type: z.enum(FILE_TYPES, '不接受此类文件'),
    size: z.int().min(1, '文件为空').max(MAX_FILE_BYTES, '文件超过 20 MB').meta({ description: '字节' }),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '不是 SHA-256'),
  })
  .refine(({ name, type }) => isNamedAs(name, type), { path: ['name'], message: '文件名后缀与类型不符' })
  .meta({ id: 'NewFile' });
export type NewFile = z.infer<typeof NewFile>;

/** A request that the client sends as it is, straight to the store, with the content as its body. */
const Presigned = z.object({
  url: z.url(),
  method: z.enum(['PUT', 'GET']),
  headers: z.record(z.string(), z.string()),
});

export const FileUpload = z.object({ id: z.string(), upload: Presigned }).meta({ id: 'FileUpload' });
export const FileTicket = z.object({ id: z.string(), download: Presigned }).meta({ id: 'FileTicket' });
