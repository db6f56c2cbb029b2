/** One package that action scripts may `require`. @module */

export interface PackageEntry {
  /** Name that scripts require. */
  name: string
  /** The version offered; for a face or an adapter the version whose API it has. */
  version: string
  /** Name of its code in the build; several entries may share one, and with it their classes. */
  bundle: string
  /** Names to resolve, relative to the package: `''` is the package itself. */
  paths: readonly string[]
  /**
   * `npm`: the published package, unmodified. `adapter`: the calls of an old version over a current package.
   * `face`: a guest half of ours over a host power.
   */
  source: 'npm' | 'adapter' | 'face'
  /** Folder of the package in `node_modules`, when it is not its name: the alias of an older generation. */
  folder?: string
  /** File of `runtime/guest/adapters`, without its ending, that gives the module for the path `''`. */
  adapter?: string
  /** Optional dependencies that must look as if they were not installed. */
  absent?: readonly string[]
  /** Dependencies of features that are not offered; their members throw when they are used. */
  refused?: readonly string[]
  /** Other packages of the catalogue that it loads when a script names them. */
  uses?: readonly string[]
}
