/** The page for a URL without a page, or for a resource that does not exist. @module */
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/data.tsx'
import { Page } from './page.tsx'

/** Says that the page does not exist, and links back. */
export function NotFound() {
  return (
    <Page title={TEXT.notFound.title}>
      <Empty action={<ButtonLink href={paths.home}>{TEXT.notFound.home}</ButtonLink>}>
        {TEXT.notFound.detail}
      </Empty>
    </Page>
  )
}
