import { at, listOf, ofType, without, type Promised } from './facts.ts';
import type { Resource } from './synth.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const text = (value: unknown): string => JSON.stringify(value ?? null);
const behaviours = (front: Resource): readonly Record<string, unknown>[] => {
  const first = at(front, 'DistributionConfig', 'DefaultCacheBehavior') as Record<string, unknown>;
  const more = at(front, 'DistributionConfig', 'CacheBehaviors') as readonly Record<string, unknown>[];
  return [first, ...more];
};

/** What CloudFront takes abroad and refuses in China. */
const ABROAD_ONLY =
  /CachePolicyId|OriginRequestPolicyId|ResponseHeadersPolicyId|OriginAccessControlId|FunctionAssociations/;

/** What is promised of the one address: pages, built files, interface. */
export const WEB_PROMISES: readonly Promised[] = [
  {
    name: 'pages and interface are reached over TLS only, from 1.2 on where the name is ours',
    broken: (templates) =>
      without(templates, DISTRIBUTION, (front) => {
        const certificate = at(front, 'DistributionConfig', 'ViewerCertificate');
        const isModern = certificate === undefined || text(certificate).includes('"TLSv1.2_2021"');
        const origins = at(front, 'DistributionConfig', 'Origins');
        return (
          isModern &&
          behaviours(front).every((each) => each['ViewerProtocolPolicy'] === 'redirect-to-https') &&
          text(origins).includes('"OriginProtocolPolicy":"https-only","OriginSSLProtocols":["TLSv1.2"]')
        );
      }),
  },
  {
    name: 'no answer of the interface is kept for somebody else, and its tokens reach it',
    broken: (templates) =>
      without(templates, DISTRIBUTION, (front) => {
        const [api] = behaviours(front);
        return (
          api?.['DefaultTTL'] === 0 &&
          api['MaxTTL'] === 0 &&
          text(api['ForwardedValues']).includes('"Authorization"')
        );
      }),
  },
  {
    name: 'CloudFront is asked for nothing that it does not have in China',
    broken: (templates) =>
      without(templates, DISTRIBUTION, (front) => !ABROAD_ONLY.test(text(front.Properties))).concat(
        ofType(templates, 'AWS::CloudFront::OriginAccessControl').map(([id]) => id),
      ),
  },
  {
    name: 'built files are read by CloudFront alone and written by the function that publishes them',
    broken: (templates) =>
      ofType(templates, 'AWS::S3::BucketPolicy')
        .filter(([id]) => id.includes('SiteBucketPolicy'))
        .flatMap(([id, policy]) => {
          const allowed = (at(policy, 'PolicyDocument', 'Statement') as readonly Record<string, unknown>[])
            .filter(({ Effect }) => Effect === 'Allow')
            .every(
              ({ Action, Principal }) => Action === 's3:GetObject' && text(Principal).includes('SiteReader'),
            );
          return allowed ? [] : [id];
        }),
  },
  {
    name: 'no other site calls the interface from a browser',
    broken: (templates) =>
      without(
        templates,
        'AWS::ApiGatewayV2::Api',
        (api) => listOf(at(api, 'CorsConfiguration')).length === 0,
      ),
  },
  {
    name: 'somebody is told when files of the web app are missing or cannot be read',
    broken: (templates) => {
      const watched = ofType(templates, 'AWS::CloudWatch::Alarm').map(([, alarm]) =>
        String(at(alarm, 'MetricName')),
      );
      return ['4xxErrors', '5xxErrors'].filter((metric) => !watched.includes(metric));
    },
  },
];
