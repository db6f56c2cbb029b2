/** The process that reads, compares and renders what tenants wrote. @module */
import type { Action, Advice, AdviceRequest, SyntaxProblem } from '../../runtime/in-worker.ts'
import { adviseScript, configurationKeysOf, findSyntaxProblem, serveJobs } from '../../runtime/in-worker.ts'
import type { GivenNames, RenameResult, Template } from '../../templates/in-worker.ts'
import { renameTemplate } from '../../templates/in-worker.ts'
import type { LineCounts } from './line-counts.ts'
import { countLines } from './line-counts.ts'
import { checkMailTemplate, renderMailTemplate } from './mail-template.ts'
import { storeKindOf } from './store-kind.ts'
import type { StoreKind } from './store-kinds.ts'

/** What is known of the text of a script. */
export interface ScriptReading {
  /** Keys that it reads from `configuration`, sorted. */
  configuration_keys: string[]
  /** Why it does not compile. */
  problem?: SyntaxProblem
}

/** More findings than this help nobody. */
const MOST_FINDINGS = 500

const JOBS = {
  readScript: ({ action, source }: { action: Action; source: string }): ScriptReading => {
    const problem = findSyntaxProblem(source, action)
    return { configuration_keys: configurationKeysOf(source, action), ...(problem && { problem }) }
  },
  storeKind: (login_source: string): StoreKind | undefined => storeKindOf(login_source),
  advise: (request: AdviceRequest): Advice[] => adviseScript(request).slice(0, MOST_FINDINGS),
  countLines: ({ before, after }: { before: string; after: string }): LineCounts => countLines(before, after),
  renameTemplate: ({ template, given }: { template: Template; given: GivenNames }): RenameResult =>
    renameTemplate(template, given),
  checkMailTemplate,
  renderMailTemplate,
}

export type TextJobs = typeof JOBS

serveJobs(JOBS)
