/** The days of a limit, on a calendar. */
export const clockTexts = {
  title: '时限逐日说明',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  month: (year: string, month: string): string => `${year} 年 ${month} 月`,
  kinds: { counted: '计入', paused: '暂停', off: '休息', start: '起算', late: '超期' },
  legend: '图例',
  promised: '承诺期限',
  statutory: '法定期限',
  promisedMark: '承诺届满',
  statutoryMark: '法定届满',
  counted: (count: number): string => `已列入计算 ${count} 个工作日`,
  moves: '期限调整',
  moved: (at: string, reason: string): string => `${at}：${reason}`,
  movedTo: (name: string, from: string, to: string): string => `${name}由 ${from} 调整为 ${to}`,
  provisional: '所涉年份的放假通知尚未公布，期限可能调整。',
  dayOf: (day: string, kind: string, why: string): string => `${day}，${kind}，${why}`,
} as const;
