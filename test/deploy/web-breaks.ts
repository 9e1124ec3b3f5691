import { change, ofType, type Loose, type Resources } from './tampering.ts';

const ofFront = (resources: Resources, edit: (config: Loose) => void) =>
  change(resources, ofType('AWS::CloudFront::Distribution'), (front) => {
    edit(front['DistributionConfig'] as Loose);
  });
const behaviourOf = (config: Loose): Loose => config['DefaultCacheBehavior'] as Loose;

/** For each promise of the web stack, by its name, a change to a template that breaks it. */
export const WEB_BREAKS: Readonly<Record<string, (resources: Resources) => string | undefined>> = {
  'pages and interface are reached over TLS only, from 1.2 on where the name is ours': (resources) =>
    ofFront(resources, (config) => {
      behaviourOf(config)['ViewerProtocolPolicy'] = 'allow-all';
    }),
  'no answer of the interface is kept for somebody else, and its tokens reach it': (resources) =>
    ofFront(resources, (config) => {
      behaviourOf(config)['DefaultTTL'] = 60;
    }),
  'CloudFront is asked for nothing that it does not have in China': (resources) =>
    ofFront(resources, (config) => {
      behaviourOf(config)['CachePolicyId'] = 'any';
    }),
  'built files are read by CloudFront alone and written by the function that publishes them': (resources) =>
    change(
      resources,
      (id) => id.includes('SiteBucketPolicy'),
      (policy) => {
        const { Statement: statements } = policy['PolicyDocument'] as { Statement: Loose[] };
        for (const statement of statements) statement['Principal'] = { AWS: '*' };
      },
    ),
  'no other site calls the interface from a browser': (resources) =>
    change(resources, ofType('AWS::ApiGatewayV2::Api'), (api) => {
      api['CorsConfiguration'] = { AllowOrigins: ['*'] };
    }),
  'somebody is told when files of the web app are missing or cannot be read': (resources) => {
    const isBroken = change(
      resources,
      (_, { Properties: properties }) => properties['MetricName'] === '5xxErrors',
      (alarm) => {
        alarm['MetricName'] = 'AllRequests';
      },
    );
    return isBroken && '5xxErrors';
  },
};
