/** The contents of a build directory. @module */

export interface Manifest {
  /** SHA-256 (hex) of each file that a runner reads, by name. */
  files: { [file: string]: string }
  /** `core` and each package of the catalogue that is bundled, with the name of its code cache. */
  bundles: { [name: string]: { cache?: string } }
}

/** Flags that a runner is started with; the code cache is made under the same, or V8 would refuse it. */
export const V8_FLAGS = ['--jitless', '--no-node-snapshot'] as const
