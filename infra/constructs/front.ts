import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import type { Stage } from '../config/stage.ts';
import { acknowledge } from './acknowledge.ts';
import type { Site } from './site.ts';

export interface FrontProps {
  readonly stage: Stage;
  readonly site: Site;
  /** Host of the HTTP API. */
  readonly apiHost: string;
}

/** What names an answer beside its address: of these alone CloudFront would keep none from the API. */
const API_HEADERS = ['Accept', 'Authorization', 'If-Match', 'If-None-Match', 'Origin'];
const FILES = ['/assets/*', '/icon.svg'];
const YEAR_SECONDS = 31_536_000;

/**
 * One address for pages and interface, so that no browser asks beforehand (CORS) and one name is filed. Made of what
 * CloudFront has in China too: identities and forwarded values instead of access controls and policies (ADR 012).
 */
export class Front extends Construct {
  readonly distribution: CfnDistribution;
  /** `https://….cloudfront.net`, or the stage's own name. */
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, site, apiHost }: FrontProps) {
    super(scope, id);
    const readAs = `origin-access-identity/cloudfront/${site.reader.originAccessIdentityId}`;
    this.distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        enabled: true,
        comment: `OneWindow ${stage.name}`,
        httpVersion: 'http2',
        origins: [
          {
            id: 'interface',
            domainName: apiHost,
            customOriginConfig: { originProtocolPolicy: 'https-only', originSslProtocols: ['TLSv1.2'] },
          },
          {
            id: 'files',
            domainName: site.bucket.bucketRegionalDomainName,
            s3OriginConfig: { originAccessIdentity: readAs },
          },
        ],
        defaultCacheBehavior: this.#interface(),
        cacheBehaviors: FILES.map((pathPattern) => this.#files(pathPattern)),
        ...this.#name(stage),
      },
    });
    this.url = stage.publicUrl ?? `https://${this.distribution.attrDomainName}`;
    this.#acknowledge(stage);
  }

  /** Whatever is no built file goes to the API; nothing of it is kept. */
  #interface(): CfnDistribution.DefaultCacheBehaviorProperty {
    return {
      targetOriginId: 'interface',
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      forwardedValues: { queryString: true, headers: API_HEADERS, cookies: { forward: 'none' } },
      minTtl: 0,
      defaultTtl: 0,
      maxTtl: 0,
    };
  }

  #files(pathPattern: string): CfnDistribution.CacheBehaviorProperty {
    return {
      pathPattern,
      targetOriginId: 'files',
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: ['GET', 'HEAD'],
      compress: true,
      forwardedValues: { queryString: false, cookies: { forward: 'none' } },
      minTtl: 0,
      defaultTtl: 0,
      maxTtl: YEAR_SECONDS,
    };
  }

  #name({
    publicUrl,
    certificate,
  }: Stage): Pick<CfnDistribution.DistributionConfigProperty, 'aliases' | 'viewerCertificate'> {
    if (publicUrl === undefined || certificate === undefined) return {};
    const which =
      certificate.kind === 'acm'
        ? { acmCertificateArn: certificate.arn }
        : { iamCertificateId: certificate.id };
    return {
      aliases: [new URL(publicUrl).host],
      viewerCertificate: { ...which, sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
    };
  }

  #acknowledge({ certificate }: Stage): void {
    const reasons = {
      CFR1: 'People of the place apply from wherever they are',
      CFR2: 'The API behind it has limits of its own; a web ACL is not to be had for CloudFront in China',
      CFR3: 'Its log would keep addresses of people beside numbers of their cases; the API writes down routes, and S3 who reads files',
      CFR7: 'Access controls are not to be had in China; the identity is told apart by the bucket just as well',
      ...(certificate
        ? {}
        : { CFR4: 'The certificate of CloudFront itself leaves no choice of TLS versions' }),
    };
    for (const [rule, reason] of Object.entries(reasons)) acknowledge(this.distribution, rule, reason);
  }
}
