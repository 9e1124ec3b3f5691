/** The package has no types of its own. */
declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    /** What is wrong, or an empty text. */
    errorsText(): string;
  }
  export default function validate(definition: unknown): Verdict;
}
