import Testing

@testable import Settings

@Suite("A pick list in the settings")
struct PickListTests {
    @Test("is a provider and a name")
    func plain() throws {
        let list = try #require(Settings.PickList("salesforce/sobject_list"))
        #expect(list.provider == "salesforce")
        #expect(list.name == "sobject_list")
        #expect(list.parameters.isEmpty)
        #expect(list.description == "salesforce/sobject_list")
    }

    @Test("has parameters in the order written, and may escape what would end a part")
    func parameters() throws {
        let list = try #require(Settings.PickList("salesforce/fields?sobject=Account&x=a%26b%2Cc&empty="))
        #expect(list.parameters.map(\.name) == ["sobject", "x", "empty"])
        #expect(list.parameters.map(\.value) == ["Account", "a&b,c", ""])
        #expect(list.text == "salesforce/fields?sobject=Account&x=a%26b%2Cc&empty=")
    }

    @Test(
        "is refused when a part is missing, too many or twice",
        arguments: [
            "", "salesforce", "salesforce/", "/fields", "a/b/c", "a/b?", "a/b?x", "a/b?=1", "a/b?x=1&", "a/b?x=1&x=2", "a/b?x=%zz", "a b/c",
        ])
    func refused(text: String) {
        #expect(Settings.PickList(text) == nil)
    }
}
