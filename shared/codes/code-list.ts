/** A code list of a standard: names by code, read both ways. */
export interface CodeList<Code extends string, Name extends string> {
  readonly codes: readonly Code[];
  readonly names: readonly Name[];
  readonly nameOf: (code: string) => Name | undefined;
  readonly codeOf: (name: Name) => Code;
  readonly isCode: (text: string) => text is Code;
}

type NameIn<Entries extends readonly (readonly [string, string])[]> = Entries[number][1];
type CodeIn<Entries extends readonly (readonly [string, string])[]> = Entries[number][0];

/** A list from its entries; every code and every name is there once. */
export const codeList = <const Entries extends readonly (readonly [string, string])[]>(
  entries: Entries,
): CodeList<CodeIn<Entries>, NameIn<Entries>> => {
  const nameByCode = new Map<string, NameIn<Entries>>(entries);
  const codeByName = new Map<string, CodeIn<Entries>>(entries.map(([code, name]) => [name, code]));
  return {
    codes: entries.map(([code]) => code),
    names: entries.map(([, name]) => name),
    nameOf: (code) => nameByCode.get(code),
    codeOf: (name) => codeByName.get(name) as CodeIn<Entries>,
    isCode: (text): text is CodeIn<Entries> => nameByCode.has(text),
  };
};
