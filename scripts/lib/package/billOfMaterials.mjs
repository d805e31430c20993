// @ts-check
// What the app is made of, as CycloneDX (https://cyclonedx.org): npm's own bill of this checkout, reduced to what is shipped.
// (Its --omit=dev leaves out what a development tool needs, too, React for one.)

/**
 * @typedef {{ name: string, value: string }} Property
 * @typedef {{ 'bom-ref': string, name: string, version: string, properties?: Property[], [more: string]: unknown }} Component
 * @typedef {{ ref: string, dependsOn: string[] }} Needs
 * @typedef {{ metadata: { component: Component, [more: string]: unknown }, components: Component[], dependencies: Needs[], [more: string]: unknown }} Bill
 *
 * @param {Bill} bill by `npm sbom --sbom-format cyclonedx`
 * @param {{ version: string, shipped: import('./shipped.mjs').Shipped[], electron: string }} app
 * @returns {Bill}
 */
export function billOfMaterials(bill, { version, shipped, electron }) {
  const kept = new Set(shipped.map((its) => `${its.name}@${its.version}`));
  const components = bill.components
    .filter(({ name, version: its }) => kept.has(`${name}@${its}`))
    .map((component) => ({
      ...component,
      properties: component.properties?.filter(({ name }) => name !== 'cdx:npm:package:development') ?? [],
    }));
  const absent = [...kept].filter((id) => !components.some((its) => `${its.name}@${its.version}` === id));
  if (absent.length > 0) throw new Error(`npm's bill of materials lacks ${absent.join(', ')}`);
  /** The one that is packed, which for tests need not be the one of package.json. @type {Component} */
  const runtime = {
    'bom-ref': `electron@${electron}`,
    type: 'framework',
    name: 'electron',
    version: electron,
    scope: 'required',
    purl: `pkg:npm/electron@${electron}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
  const refs = new Set(components.map((component) => component['bom-ref']));
  const own = bill.metadata.component['bom-ref'];
  const dependencies = bill.dependencies
    .filter(({ ref }) => ref === own || refs.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: [...dependsOn.filter((one) => refs.has(one)), ...(ref === own ? [runtime['bom-ref']] : [])],
    }));
  return {
    ...bill,
    // npm takes the name of the folder
    metadata: { ...bill.metadata, component: { ...bill.metadata.component, name: 'offhook', version } },
    components: [...components, runtime],
    dependencies: [...dependencies, { ref: runtime['bom-ref'], dependsOn: [] }],
  };
}
