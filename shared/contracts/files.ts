import { z } from 'zod';
import { line } from './common.ts';
import { FILE_TYPES, isNamedAs, MAX_FILE_BYTES } from './file-types.ts';

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
