import type { Instant } from '../../shared/kernel/instant.ts';

/** Who signs people in. In China there is no Cognito user pool: any OpenID provider will do. */
export type SignIn =
  | {
      readonly kind: 'oidc';
      readonly issuer: string;
      readonly audience: string;
      /** As which the web app signs people in: a public client, code with PKCE, back to `<publicUrl>/callback`. */
      readonly clientId: string;
      /** What the web app asks for, so that its tokens carry hall and roles. */
      readonly scope: string;
    }
  /** A user pool of this installation; outside China only. */
  | { readonly kind: 'cognito' };

export interface Throttle {
  /** Requests a second, sustained. */
  readonly rate: number;
  readonly burst: number;
}

/** One installation: everything in which the stages differ, decided here and nowhere else. */
export interface Stage {
  readonly name: string;
  readonly region: string;
  /** Twelve digits; absent: whatever account the credentials are of. */
  readonly account?: string;
  readonly signIn: SignIn;
  /** Where people reach the hall: `https://hall.example`. Absent: the address that CloudFront gives. */
  readonly publicUrl?: string;
  /**
   * Of the host of `publicUrl`. Absent: another server has that address and passes on to CloudFront. In China CloudFront
   * serves filed (ICP) names only, with a certificate that was uploaded to IAM.
   */
  readonly certificate?:
    { readonly kind: 'acm'; readonly arn: string } | { readonly kind: 'iam'; readonly id: string };
  /** Holds what cannot be made again: such stacks refuse to be deleted, and their tables and keys outlive them. */
  readonly keepsData: boolean;
  readonly api: Throttle;
  /** Of the public progress query alone: four digits must not be tried out one after the other. */
  readonly track: Throttle;
  /** Instances of the public functions at most, so that a stampede cannot take the counters' share; absent: no limit. */
  readonly publicConcurrency?: number;
  /** Days; 网络安全法 第21条 asks for six months at least. */
  readonly logDays: number;
  /** For a stage that shows how limits run: from `since` on, hall time runs `speed` times as fast. Never where data is kept. */
  readonly hallTime?: { readonly since: Instant; readonly speed: number };
  /** Where notices to people are posted: an SMS gateway or message centre (docs/integration.md). */
  readonly noticeUrl: string;
  /** Who gets the alarms. */
  readonly alarmEmail?: string;
}

/** `cn-…` regions are a partition of their own: other domain names, other services. */
export const isChina = ({ region }: Pick<Stage, 'region'>): boolean => region.startsWith('cn-');
