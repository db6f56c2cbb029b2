/** Faces that use Node's modules: evaluated at their first use, since those modules need `process`. @module */

/** The bundler's: turns a file into a function that evaluates it once. */
declare function require(path: string): unknown

const from = <T>(load: () => unknown): T => load() as T

/** Faces, by the name of their bundle. */
export const hashingFaces = {
  argon2: () => from<typeof import('./argon2.ts')>(() => require('./argon2.ts')).argon2Face(),
  'legacy-hashes': () =>
    from<typeof import('./legacy-hashes/index.ts')>(() =>
      require('./legacy-hashes/index.ts'),
    ).legacyHashesFace(),
}
