import type { RuntimeOptions } from '../../contract.ts'
import type { NameSystem, NameSystemOptions } from './find-name.ts'
import { createNameSystem } from './find-name.ts'

/** @returns how the runtime finds names: as the machine does, unless a test has a stub for it */
export function namesOf(
  { resolve, name_files }: Pick<RuntimeOptions, 'resolve' | 'name_files'>,
  patience_ms: number,
  askSystem: NameSystemOptions['askSystem'],
): NameSystem {
  const system = createNameSystem({ ...name_files, patience_ms, askSystem })
  return resolve ? { ...system, addresses: ({ name }) => resolve(name) } : system
}
