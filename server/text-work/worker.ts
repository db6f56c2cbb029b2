/** The process that parses, compares and renders tenants' texts. @module */
import type { Advice, AdviceRequest } from '../../runtime/in-worker.ts'
import { adviseScript, readScript, serveJobs } from '../../runtime/in-worker.ts'
import type { GivenNames, RenameResult, Template } from '../../templates/in-worker.ts'
import { renameTemplate } from '../../templates/in-worker.ts'
import type { LineCounts } from './line-counts.ts'
import { countLines } from './line-counts.ts'
import { checkMailTemplate, renderMailTemplate } from './mail-template.ts'
import { storeKindOf } from './store-kind.ts'
import type { StoreKind } from './store-kinds.ts'

/** Maximum number of findings. */
const MOST_FINDINGS = 500

const JOBS = {
  readScript,
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
