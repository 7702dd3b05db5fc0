// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// SDL files, parsed.
package enum SDLFiles {
    /// The `*.graphql` files below a directory, in the order of their paths; each is named by its path below it.
    package static func documents(below directory: String) throws -> [Document] {
        try ProjectFiles.files(below: directory, suffix: ".graphql").map { name in
            try Parser.parse(Source(try ProjectFiles.text("\(directory)/\(name)"), name: name))
        }
    }
}
