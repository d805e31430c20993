export declare function newKeys(): { readonly publicKey: string; readonly privateKey: string };
export declare function signFeed(
  folder: string,
  privateKey: string,
  options?: { readonly stagingPercentage?: number; readonly signedAtMs?: number },
): string[];
export declare const TARGETS: Readonly<
  Record<string, { readonly system: string; readonly processors: readonly string[] }>
>;
export declare function withStatement(name: string, text: string, signedAtMs: number): string;
export declare function signText(text: string, privateKey: string): string;
export declare function publicKeyOf(privateKey: string): string;
export declare function feedText(release: {
  readonly version: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}): string;
