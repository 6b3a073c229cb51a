import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { ConfigMap, Namespace, Secret, Service } from 'kubernetes-types/core/v1.js';
import type { Ingress } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';

/** What each kind of manifest may say, by its version and name. */
export interface Kinds {
  readonly 'v1 Namespace': Namespace;
  readonly 'v1 ConfigMap': ConfigMap;
  readonly 'v1 Secret': Secret;
  readonly 'v1 Service': Service;
  readonly 'apps/v1 Deployment': Deployment;
  readonly 'policy/v1 PodDisruptionBudget': PodDisruptionBudget;
  readonly 'networking.k8s.io/v1 Ingress': Ingress;
}
