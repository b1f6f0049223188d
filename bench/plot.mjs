// `npm run bench:plot -- FIGURES.json`: draws docs/performance.svg from the output of `npm run bench -- --json`.
import { readFileSync, writeFileSync } from 'node:fs'
import * as echarts from 'echarts'

const file = process.argv[2]
if (!file) {
  console.error('Usage: npm run bench:plot -- FIGURES.json')
  process.exit(1)
}
const { results } = JSON.parse(readFileSync(file, 'utf8'))
const names = [...new Set(results.map(({ operation }) => operation))]
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] // by Okabe and Ito, safe for colour-blind readers

const line = (panel, figure) => (name, at) => ({
  name,
  type: 'line',
  xAxisIndex: panel,
  yAxisIndex: panel,
  color: colours[at % colours.length],
  symbolSize: 7,
  data: results.filter(({ operation }) => operation === name).map((one) => [one.books, figure(one)]),
})

const panels = [
  { title: 'Latency of the service, p50, ms', figure: ({ service }) => service.p50Ms },
  { title: 'Rows read a request', figure: ({ d1 }) => d1.rowsRead },
]

const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 440 })
chart.setOption({
  animation: false,
  backgroundColor: '#fff',
  legend: { data: names, bottom: 8, itemGap: 28 },
  title: panels.map(({ title }, at) => ({
    text: title,
    left: `${at * 50 + 5}%`,
    top: 12,
    textStyle: { fontSize: 15 },
  })),
  grid: panels.map((_, at) => ({ left: `${at * 50 + 6}%`, width: '40%', top: 56, bottom: 96 })),
  xAxis: panels.map((_, gridIndex) => ({
    gridIndex,
    type: 'log',
    name: 'books',
    nameLocation: 'middle',
    nameGap: 28,
  })),
  yAxis: panels.map((_, gridIndex) => ({ gridIndex, type: 'log' })),
  series: panels.flatMap(({ figure }, panel) => names.map(line(panel, figure))),
})
writeFileSync(new URL('../docs/performance.svg', import.meta.url), chart.renderToSVGString())
chart.dispose()
