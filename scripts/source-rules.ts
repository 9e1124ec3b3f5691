/** What nobody may write: each of these hides a fault from a tool or from a reader. */
interface SourceRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly where?: RegExp;
}

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}

const TEST_FILE = /\.test\.ts$|^test\//;

export const SOURCE_RULES: readonly SourceRule[] = [
  { name: 'no lint exceptions', pattern: /\beslint-disable/ },
  { name: 'no type exceptions', pattern: /@ts-(?:ignore|nocheck|expect-error)\b/ },
  { name: 'no format exceptions', pattern: /prettier-ignore/ },
  { name: 'no any', pattern: /\bas any\b|[:<]\s*any\s*[,;)=>[\]|]/ },
  { name: 'no empty catch', pattern: /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}/ },
  { name: 'no default export', pattern: /^export default\b/, where: /^(?!.*\.config\.ts$)/ },
  {
    name: 'no skipped or focused test',
    pattern: /\b(?:it|test|describe)\.(?:skip|only|todo|fails)\b|\bx(?:it|describe)\(/,
    where: TEST_FILE,
  },
];

/** The file that spells the patterns out, and the one that tests them. */
const ABOUT_THE_RULES = ['scripts/source-rules.ts', 'test/rules/source-rules.test.ts'];

/** Every line of a file that breaks a rule. */
export const findings = (file: string, source: string): Finding[] => {
  if (ABOUT_THE_RULES.includes(file)) return [];
  const rules = SOURCE_RULES.filter(({ where }) => where?.test(file) ?? true);
  return source
    .split('\n')
    .flatMap((text, index) =>
      rules
        .filter(({ pattern }) => pattern.test(text))
        .map(({ name }) => ({ file, line: index + 1, rule: name, text: text.trim() })),
    );
};
