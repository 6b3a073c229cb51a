import type { Random } from '../random.ts';

const FIRST = 'shop@1.0.0';
const SECOND = 'shop@1.1.0';

/** Which release of each project runs: at first one, and once the second was deployed, both. */
export class Releases {
  readonly #deployed = new Set<number>();

  isDeployed(project: number): boolean {
    return this.#deployed.has(project);
  }

  /** The second one runs from now on too; answers which that is. */
  deploy(project: number): string {
    this.#deployed.add(project);
    return SECOND;
  }

  /** The release of a server that this project runs on. */
  runningOn(project: number, random: Random): string {
    return this.isDeployed(project) && random.chance(0.6) ? SECOND : FIRST;
  }
}
