// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
import Mapping

/// Names of the variables that are given to an argument `nodeId` anywhere in a document.
///
/// The type that an id names decides which table is read.
package func nodeVariables(of document: Document) -> Set<String> {
    variables(givenTo: [NodeNames.field], in: document)
}
