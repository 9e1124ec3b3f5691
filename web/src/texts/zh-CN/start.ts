export const startTexts = {
  title: '首页',
  staff: '工作人员登录',
  staffHint: '综合受理、审查、出件、监察、管理人员由此进入工作台。',
  citizen: '群众、企业办事',
  citizenHint: '办事指南、进度查询、取号排队、在线申请，由此进入。',
  noPages: '您的账号还没有可用的工作页面，请联系大厅管理员。',
} as const;
