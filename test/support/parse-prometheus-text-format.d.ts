declare module 'parse-prometheus-text-format' {
  interface Sample {
    labels?: { [label: string]: string }
    value?: string
  }
  export default function parse(
    text: string,
  ): { name: string; help: string; type: string; metrics: Sample[] }[]
}
