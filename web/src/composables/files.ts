import {
  FILE_TYPES,
  isNamedAs,
  MAX_FILE_BYTES,
  type FileType,
} from '../../../shared/contracts/file-types.ts';
import { api } from '../api/client.ts';

const isFileType = (type: string): type is FileType => FILE_TYPES.some((known) => known === type);

/** The type of a file by the browser's word, or by its name where the browser does not know it (OFD). */
const typeOf = ({ name, type }: File): FileType | undefined =>
  isFileType(type) ? type : FILE_TYPES.find((known) => isNamedAs(name, known));

export const ACCEPTED_FILES = FILE_TYPES.join(',');

const sha256Of = async (file: File): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The hall does not take such a file. */
export class FileNotTakenError extends Error {
  override readonly name = 'FileNotTakenError';
}
/** The bytes did not arrive. */
export class UploadFailedError extends Error {
  override readonly name = 'UploadFailedError';
}

/**
 * Uploads a paper straight to the store; gives its number for the application.
 * @throws FileNotTakenError, UploadFailedError
 */
export const uploadFile = async (tenant: string, file: File): Promise<string> => {
  const type = typeOf(file);
  if (!type || file.size > MAX_FILE_BYTES || !isNamedAs(file.name, type))
    throw new FileNotTakenError(file.type);
  const { data } = await api.POST('/v1/{tenant}/files', {
    params: { path: { tenant } },
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: { name: file.name, type, size: file.size, sha256: await sha256Of(file) },
  });
  if (!data) throw new UploadFailedError('no address');
  const { url, method, headers } = data.upload;
  const stored = await fetch(url, { method, headers, body: file });
  if (!stored.ok) throw new UploadFailedError(String(stored.status));
  return data.id;
};

/** A file of the case, straight from the store; nothing when the caller may not see it or it is gone. */
export const fetchFile = async (
  tenant: string,
  id: string,
  caseNo: string,
): Promise<Response | undefined> => {
  const { data } = await api.GET('/v1/{tenant}/files/{id}', {
    params: { path: { tenant, id }, query: { case: caseNo } },
  });
  const stored = data && (await fetch(data.download.url));
  return stored?.ok ? stored : undefined;
};

/** Opens a paper in a window of its own. `caseNo`: the case through which the caller may see it. */
export const openFile = async (tenant: string, id: string, caseNo?: string): Promise<void> => {
  const { data } = await api.GET('/v1/{tenant}/files/{id}', {
    params: { path: { tenant, id }, query: caseNo === undefined ? {} : { case: caseNo } },
  });
  if (data) window.open(data.download.url, '_blank', 'noopener');
};
