/** What the page of floors, zones and windows says, and the plan beside it. */
export const floorTexts = {
  title: '楼层与窗口',
  hint: '几楼、哪个专区、哪个窗口办什么',
  none: '大厅还没有公布专区和窗口。',
  floor: (floor: number | undefined): string => (floor === undefined ? '楼层未公布' : `${floor} 楼`),
  windows: (count: number, first: string | undefined, last: string | undefined): string =>
    count === 0 ? '没有人工窗口' : `${count} 个窗口（${first === last ? first : `${first}–${last}`}）`,
  facilities: '设施：',
  units: '进驻单位',
  unitsHint: '点单位看它的办事指南',
  sum: (arranged: number): string => `共 ${arranged} 个窗口`,
  planned: (planned: number, difference: number): string =>
    difference === 0
      ? `，与方案的 ${planned} 个相符`
      : `，方案 ${planned} 个，${difference > 0 ? '多' : '少'} ${Math.abs(difference)} 个`,
  plan: '方案窗口数',
  savePlan: '登记方案',
} as const;
