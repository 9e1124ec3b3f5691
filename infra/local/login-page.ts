import { html } from 'hono/html';
import type { Role } from '../../shared/kernel/actor.ts';
import type { Account } from './accounts.ts';

/** Pieces of a page: `html` escapes every value that is put into it. */
type Html = ReturnType<typeof html>;

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  clerk: '综合受理',
  reviewer: '审查',
  chief: '首席代表',
  issuer: '统一出件',
  supervisor: '电子监察',
  grievance: '有诉即办',
  guide: '导办',
  admin: '大厅管理',
  operator: '平台运维',
  device: '设备',
  citizen: '群众、企业',
};

const STYLE = html`<style>
  body {
    margin: 0 auto;
    max-width: 64rem;
    padding: 1.5rem;
    font:
      1rem/1.6 'Noto Sans CJK SC',
      'Microsoft YaHei',
      sans-serif;
    color: #1a1a1a;
    background: #fff;
  }
  h1 {
    font-size: 1.5rem;
  }
  h2 {
    font-size: 1.25rem;
    border-bottom: 2px solid #1a5fb4;
  }
  h3 {
    font-size: 1rem;
    margin: 1rem 0 0.25rem;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0;
    margin: 0;
    list-style: none;
  }
  button {
    font: inherit;
    padding: 0.4rem 0.8rem;
    color: #1a1a1a;
    background: #f4f6f8;
    border: 1px solid #5f6b7a;
    border-radius: 4px;
    cursor: pointer;
    text-align: left;
  }
  button:hover {
    background: #e1ebf7;
  }
  button:focus-visible,
  a:focus-visible,
  summary:focus-visible {
    outline: 3px solid #1a5fb4;
    outline-offset: 2px;
  }
  small {
    display: block;
    color: #4a5260;
  }
  summary {
    cursor: pointer;
  }
</style>`;

/** A plain page of the identity provider. */
export const simplePage = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 一窗</title>
        ${STYLE}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;

const button = ({ sub, name, department, post, windows }: Account): Html => {
  const place = [department ?? post, ...(windows ?? []).map((id) => `${id} 窗口`)].filter(Boolean).join(' ');
  return html`<li>
    <button name="sub" value="${sub}">${name}<small>${place}</small></button>
  </li>`;
};

/** One group per main role (the first of the account's), in the order in which the roles meet a case. */
const groups = (accounts: readonly Account[]): Html[] =>
  (Object.keys(ROLE_NAMES) as Role[]).flatMap((role) => {
    const members = accounts.filter(({ roles }) => roles[0] === role);
    return members.length === 0
      ? []
      : [
          html`<h3>${ROLE_NAMES[role]}</h3>
            <ul>
              ${members.map(button)}
            </ul>`,
        ];
  });

/** The accounts of each hall, one click away; no passwords on a machine for trying things out. */
export const loginPage = (
  action: string,
  accounts: readonly Account[],
  hallNames: ReadonlyMap<string, string>,
): Html => {
  const tenants = [...new Set(accounts.map(({ tenant }) => tenant))];
  const halls = tenants.map((tenant, at) => {
    const members = groups(accounts.filter((account) => account.tenant === tenant));
    return html`<details ${at === 0 ? 'open' : ''}>
      <summary><h2 style="display:inline">${hallNames.get(tenant) ?? tenant}</h2></summary>
      ${members}
    </details>`;
  });
  return simplePage(
    '选择账号登录',
    html`<p>演示账号，姓名均为虚构，不需要密码。</p>
      <form method="post" action="${action}">${halls}</form>`,
  );
};
