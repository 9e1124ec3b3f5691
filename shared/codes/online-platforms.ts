/** C22: the platforms through which people apply online, beside the pages of the hall itself. */
export const ONLINE_PLATFORM_NAMES = {
  'province-city': '省市网上平台',
  'department-system': '部门系统',
  yushiban: '豫事办',
  wankuaiban: '宛快办',
  'department-app': '部门APP',
} as const;
export type OnlinePlatform = keyof typeof ONLINE_PLATFORM_NAMES;

export const ONLINE_PLATFORMS = Object.keys(ONLINE_PLATFORM_NAMES) as OnlinePlatform[];
