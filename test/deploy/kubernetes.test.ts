import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  type Manifest,
  manifestFaults,
  manifestOf,
  manifests,
  manifestsIn,
} from './support/manifests.ts';

const deployment = () => manifestOf('apps/v1 Deployment');
const pod = () => deployment().spec!.template.spec!;
const quell = () => pod().containers[0]!;

describe('the Kubernetes manifests', () => {
  it('say nothing that Kubernetes would refuse', () => {
    expect(manifests()).toHaveLength(7);
    expect(manifestFaults(manifests(), temporaryFolder())).toEqual([]);
  });

  it.each([
    ['a key that it does not know', 'maxUnavailable: 0', 'maxUnavailble: 0', 'maxUnavailble'],
    ['a value of another type', 'replicas: 3', 'replicas: "3"', "'string' is not assignable"],
    [
      'a number that must be a text',
      'value: uniquelocal',
      'value: 1',
      "'number' is not assignable",
    ],
    ['a missing key', '        - name: quell\n', '        - tty: false\n', "'name' is missing"],
    ['an unknown kind', 'kind: Deployment', 'kind: Deploiment', 'apps/v1 Deploiment'],
  ])('would be refused with %s', (_, right, wrong, fault) => {
    const text = readFileSync('deploy/kubernetes/20-deployment.yaml', 'utf8');
    expect(text).toContain(right);
    const planted: readonly Manifest[] = manifestsIn('planted', text.replace(right, wrong));

    expect(manifestFaults(planted, temporaryFolder()).join()).toContain(fault);
  });

  it('select by the labels that the pods have', () => {
    const { labels } = deployment().spec!.template.metadata!;
    const spread = pod().topologySpreadConstraints!.map(({ labelSelector }) => labelSelector);

    expect(deployment().spec!.selector).toEqual({ matchLabels: labels });
    expect(manifestOf('policy/v1 PodDisruptionBudget').spec!.selector).toEqual({
      matchLabels: labels,
    });
    expect(manifestOf('v1 Service').spec!.selector).toEqual(labels);
    expect(spread).toEqual([{ matchLabels: labels }, { matchLabels: labels }]);
  });

  it('lie in one namespace, which comes first where a whole folder is applied', () => {
    const [first, ...others] = manifests();

    expect(first!.content).toMatchObject({ kind: 'Namespace', metadata: { name: 'quell' } });
    for (const { content } of others)
      expect(content).toMatchObject({ metadata: { namespace: 'quell' } });
  });

  it('lead from the ingress over the service to the port that the image listens at', () => {
    const [{ targetPort, name } = {}] = manifestOf('v1 Service').spec!.ports!;
    const [path] = manifestOf('networking.k8s.io/v1 Ingress').spec!.rules![0]!.http!.paths;
    const port = quell().ports!.find((each) => each.name === targetPort)!;

    expect(path).toMatchObject({ pathType: 'Prefix', backend: { service: { port: { name } } } });
    expect(readFileSync('Dockerfile', 'utf8')).toContain(`PORT=${port.containerPort}`);
  });

  it('restart what hangs, send nothing to what cannot save, and let migrations take minutes', () => {
    const { livenessProbe, readinessProbe, startupProbe } = quell();

    expect(livenessProbe).toMatchObject({ httpGet: { path: '/healthz', port: 'http' } });
    expect(readinessProbe).toMatchObject({ httpGet: { path: '/readyz', port: 'http' } });
    expect(startupProbe).toMatchObject({ httpGet: { path: '/healthz', port: 'http' } });
    expect(startupProbe!.periodSeconds! * startupProbe!.failureThreshold!).toBeGreaterThanOrEqual(
      300,
    );
  });

  it('never have fewer than three while a new version rolls out, and take one at a time from nodes', () => {
    expect(deployment().spec).toMatchObject({
      replicas: 3,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    });
    expect(manifestOf('policy/v1 PodDisruptionBudget').spec!.maxUnavailable).toBe(1);
  });

  it('leave a process the time to finish that it takes at most', () => {
    const [, pause] = quell().lifecycle!.preStop!.exec!.command!;
    const stopWithin = 8;

    expect(pod().terminationGracePeriodSeconds).toBeGreaterThan(Number(pause) + stopWithin + 5);
  });

  it('run it as the user of the image, without rights, on a file system that it cannot write', () => {
    const { runAsUser, runAsGroup } = pod().securityContext!;

    expect(readFileSync('Dockerfile', 'utf8')).toContain(`USER ${runAsUser}:${runAsGroup}`);
    expect(pod().securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(quell().securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('give an environment that Quell takes', () => {
    const values = quell().env!.map(({ name, value = '' }) => [name, value]);
    const environment = { ...manifestOf('v1 Secret').stringData, ...Object.fromEntries(values) };

    expect(readEnvironment(environment)).toHaveProperty('config');
  });

  it('hand in the same quell.yml as compose does, where QUELL_CONFIG says', () => {
    const written = readFileSync('deploy/config/quell.yml', 'utf8').split('\n');
    const config = quell().env!.find(({ name }) => name === 'QUELL_CONFIG')!;

    expect(config.value).toBe(`${quell().volumeMounts![0]!.mountPath}/quell.yml`);
    expect(manifestOf('v1 ConfigMap').data!['quell.yml']).toBe(
      written.filter((line) => !line.startsWith('#')).join('\n'),
    );
  });
});
