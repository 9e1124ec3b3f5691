/**
 * A refusal by a rule of the domain: an expected answer, never thrown.
 * `code` is stable and becomes the `type` of the problem document; `message` is Chinese, for people.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export type Result<Value, R extends Refusal = Refusal> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: R };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  errors?: Refusal['errors'],
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({
  ok: false,
  refusal: errors ? { code, message, errors } : { code, message },
});
