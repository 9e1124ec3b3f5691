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
