/**
 * 满意度, five grades (国办发〔2019〕51号). The product keeps the number of stars; both national code orders are made
 * from it on the way out, because they run against each other.
 */
export const GRADES = [5, 4, 3, 2, 1] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_NAMES = {
  5: '非常满意',
  4: '满意',
  3: '基本满意',
  2: '不满意',
  1: '非常不满意',
} as const satisfies Record<Grade, string>;

const GBT39046 = { 5: '1', 4: '2', 3: '3', 2: '4', 1: '5' } as const satisfies Record<Grade, string>;
const REVIEW_UPLOAD = { 5: '5', 4: '4', 3: '3', 2: '2', 1: '1' } as const satisfies Record<Grade, string>;

/** 差评: 不满意 and 非常不满意. */
export const isBadGrade = (grade: Grade): boolean => grade <= 2;

/** GB/T 39046-2020 A.8: 非常满意 is 1. */
export const gbt39046GradeCode = (grade: Grade): '1' | '2' | '3' | '4' | '5' => GBT39046[grade];

/** Code of the national 好差评 interface: 非常满意 is 5. */
export const reviewGradeCode = (grade: Grade): '1' | '2' | '3' | '4' | '5' => REVIEW_UPLOAD[grade];

export const gradeOfGbt39046 = (code: string): Grade | undefined =>
  GRADES.find((grade) => GBT39046[grade] === code);

export const gradeOfReview = (code: string): Grade | undefined =>
  GRADES.find((grade) => REVIEW_UPLOAD[grade] === code);
